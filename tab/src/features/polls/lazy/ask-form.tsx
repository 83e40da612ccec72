import { Button, Input, Textarea } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { QuestionForm } from "#bot/features/polls/api.ts";
import { MAX_QUESTION_LENGTH } from "#bot/features/polls/contract.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { useCurrentChannel } from "../../../components/current-channel.ts";
import { BEGINS_HERE, FormDialog } from "../../../components/form-dialog.tsx";
import { FormField } from "../../../components/form-field.tsx";
import { MoreChoices } from "../../../components/more-choices.tsx";
import { Note } from "../../../components/note.tsx";
import { useTextLimit } from "../../../components/text-limit.ts";
import { useFormError } from "../../../components/use-form-error.ts";
import { teamPath, withQuery } from "../../../lib/team-path.ts";
import { useForm } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollTexts } from "../texts.ts";
import { AskChoices } from "./ask-choices.tsx";
import { nothingBegun, type QuestionDraft } from "./question-draft.ts";
import { pollLazyTexts } from "./texts.ts";
import { useAsk } from "./use-ask.ts";

/** The question is the only required field; everything else has a default under "Fler val". */
export default function AskForm(props: {
  readonly teamId: string;
  readonly before?: ReactNode;
  readonly begun: QuestionDraft | undefined;
  onDraft(draft: QuestionDraft | undefined): void;
  onClose(): void;
}) {
  const { teamId, onDraft, onClose } = props;
  const draft = props.begun ?? nothingBegun;
  const t = useTexts(pollLazyTexts);
  const line = useTexts(pollTexts);
  const channel = useCurrentChannel();
  const form = useForm<QuestionForm>(withQuery(teamPath(teamId, "question-form"), { channel: channel?.id }));
  const { isSending, refusal, ask } = useAsk(teamId, form, draft, () => {
    onDraft(undefined);
    onClose();
  });
  const error = useFormError(refusal, form);
  const limit = useTextLimit();
  const set = (change: Partial<QuestionDraft>) => onDraft({ ...draft, ...change });
  const { data } = form;

  return (
    <FormDialog
      title={t("askTitle")}
      refusal={error}
      onSubmit={ask}
      onClose={onClose}
      actions={
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {line("ask")}
        </Button>
      }
    >
      {props.before}
      <FormField name="question" label={t("question")} required {...limit(draft.question, MAX_QUESTION_LENGTH)}>
        <Input
          value={draft.question}
          placeholder={t("questionHint")}
          {...{ [BEGINS_HERE]: true }}
          onChange={(_, { value }) => set({ question: value })}
        />
      </FormField>
      <FormField
        name="options"
        label={t("optionsLabel")}
        hint={data ? t("optionsEmpty", { options: formatNames(data.usualOptions[draft.mode], t.locale) }) : undefined}
      >
        <Textarea rows={3} value={draft.options} onChange={(_, { value }) => set({ options: value })} />
      </FormField>
      <MoreChoices>
        <AskChoices draft={draft} form={data} set={set} />
      </MoreChoices>
      {data ? <Note>{channel ? t("goesTo", { channel: channel.name }) : t("goesWhereAdded")}</Note> : null}
    </FormDialog>
  );
}
