import { Button, Textarea } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ThanksForm } from "#bot/features/kudos/api.ts";
import { MAX_WORDS_LENGTH, WHOLE_TEAM } from "#bot/features/kudos/contract.ts";
import { useCurrentChannel } from "../../../components/current-channel.ts";
import { BEGINS_HERE, FormDialog } from "../../../components/form-dialog.tsx";
import { FormField } from "../../../components/form-field.tsx";
import { MoreChoices } from "../../../components/more-choices.tsx";
import { Note } from "../../../components/note.tsx";
import { useNameTyping } from "../../../components/people-picker/name-typing.ts";
import { PeoplePicker, type Pickable } from "../../../components/people-picker.tsx";
import { useTextLimit } from "../../../components/text-limit.ts";
import { useFormError } from "../../../components/use-form-error.ts";
import { teamPath, withQuery } from "../../../lib/team-path.ts";
import { useForm } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { kudosLazyTexts } from "./texts.ts";
import { ThankChoices } from "./thank-choices.tsx";
import type { ThanksDraft } from "./thanks-draft.ts";
import { useGiveThanks } from "./use-give-thanks.ts";
import { useThankDraft } from "./use-thank-draft.ts";

/** Recipients and words; the two buttons choose the audience. Everything else has a default under "Fler val". */
export default function ThankForm(props: {
  readonly teamId: string;
  readonly to: readonly Pickable[];
  readonly before?: ReactNode;
  readonly begun: ThanksDraft | undefined;
  onDraft(draft: ThanksDraft | undefined): void;
  onClose(): void;
}) {
  const { teamId, to, onDraft, onClose } = props;
  const t = useTexts(kudosLazyTexts);
  const channel = useCurrentChannel();
  const form = useForm<ThanksForm>(withQuery(teamPath(teamId, "thanks-form"), { channel: channel?.id }));
  const thanks = useThankDraft(props);
  const { draft, change } = thanks;
  const { isSending, refusal, give } = useGiveThanks(form, draft, () => {
    onDraft(undefined);
    onClose();
  });
  const error = useFormError(refusal, form);
  const limit = useTextLimit();
  const { typing, stops } = useNameTyping();
  const giveIfChosen = (audience: "team" | "private") => (stops() ? undefined : give(audience));

  return (
    <FormDialog
      title={t("formTitle")}
      refusal={error}
      onSubmit={() => giveIfChosen("team")}
      onClose={onClose}
      actions={<GiveButtons isSending={isSending} onPrivate={() => giveIfChosen("private")} />}
    >
      {props.before}
      <PeoplePicker
        name="recipients"
        label={t("whom")}
        mayBeEmpty={draft.kind === "thanks" ? undefined : t("noNameNeeded")}
        path={(q) => withQuery(teamPath(teamId, "members"), { q, channel: channel?.id })}
        choosable={form}
        also={{ id: WHOLE_TEAM, name: t("everybody") }}
        chosen={draft.recipients}
        typing={typing}
        onChosen={(recipients) => change({ recipients })}
      />
      <FormField name="words" label={t("yourWords")} required {...limit(draft.words, MAX_WORDS_LENGTH)}>
        <Textarea
          rows={3}
          value={draft.words}
          placeholder={t("wordsHint")}
          {...(to.length > 0 ? { [BEGINS_HERE]: true } : {})}
          onChange={(_, { value }) => change({ words: value })}
        />
      </FormField>
      <MoreChoices>
        <ThankChoices draft={thanks} values={form.data?.values ?? []} />
      </MoreChoices>
      {form.data ? <Note>{channel ? t("goesTo", { channel: channel.name }) : t("goesWhereAdded")}</Note> : null}
      <Note>{t("wishFirst")}</Note>
    </FormDialog>
  );
}

/** Submitting the form sends to the channel. */
function GiveButtons({ isSending, onPrivate }: { readonly isSending: boolean; onPrivate(): void }) {
  const t = useTexts(kudosLazyTexts);
  return (
    <>
      <Button type="submit" appearance="primary" disabledFocusable={isSending}>
        {t("inChannel")}
      </Button>
      <Button disabledFocusable={isSending} onClick={onPrivate}>
        {t("inPrivate")}
      </Button>
    </>
  );
}
