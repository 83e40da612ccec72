import { useState } from "react";
import type { ThanksTo } from "#bot/features/kudos/api.ts";
import { Opener } from "../../components/opener.tsx";
import type { OfferProps } from "../../lib/feature.ts";
import { later } from "../../lib/later.ts";
import type { ThanksDraft } from "./lazy/thank-draft.ts";

const ThankForm = later(() => import("./lazy/thank-form.tsx"));

/** Opens the form for a thank-you to those of the offer's draft. What was begun is there when it opens again. */
export function ThankOffer({ teamId, label, name, draft, look }: OfferProps) {
  const { to } = draft as ThanksTo;
  const [begun, setBegun] = useState<ThanksDraft>();
  return (
    <Opener label={label} name={name} {...(look ? { look } : {})}>
      {(close) => <ThankForm teamId={teamId} to={to} begun={begun} onDraft={setBegun} onClose={close} />}
    </Opener>
  );
}
