import { useState } from "react";
import type { ThanksTo } from "#bot/features/kudos/api.ts";
import { DialogButton } from "../../../components/dialog-button.tsx";
import type { OfferProps } from "../../../lib/feature.ts";
import { lazyComponent } from "../../../lib/lazy.ts";
import type { ThanksDraft } from "./thanks-draft.ts";

const ThankForm = lazyComponent(() => import("./thank-form.tsx"));

/** Opens the kudos form with the recipients of the offer's draft. The draft is kept when the form is closed. */
export default function ThankOffer({ teamId, label, name, draft, look }: OfferProps) {
  const { to } = draft as ThanksTo;
  const [begun, setBegun] = useState<ThanksDraft>();
  return (
    <DialogButton label={label} name={name} {...(look ? { look } : {})}>
      {(close) => <ThankForm teamId={teamId} to={to} begun={begun} onDraft={setBegun} onClose={close} />}
    </DialogButton>
  );
}
