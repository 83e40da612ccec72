import { Button, Field, Input, Radio, RadioGroup, Spinner, Textarea } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { LONGEST_OPTION, LONGEST_WHY, pollVerbs } from "#bot/features/polls/contract.ts";
import form from "../../../components/form.module.css";
import { Missing } from "../../../components/missing.tsx";
import { useSay } from "../../../components/notices.tsx";
import { useSending } from "../../../components/sending.ts";
import { Note, Row } from "../../../components/text.tsx";
import { useAct, useFresh } from "../../../lib/fresh.ts";
import { overviewPath } from "../../../lib/team-path.ts";
import { useWords } from "../../../lib/words.ts";
import { questionPath, toldOn } from "../question.ts";
import { OTHER, useAnswerDraft } from "./answer-draft.ts";
import { MoreTime } from "./more-time.tsx";
import { NotNow } from "./not-now.tsx";
import { Result } from "./result.tsx";
import { pollLazyTexts } from "./texts.ts";

interface Telling {
  readonly teamId: string;
  readonly pollId: string;
  /** Somebody pressed for it, and goes on in it. */
  readonly isPressed: boolean;
  /** Puts the form away: it was sent, or somebody thought better of it. */
  onClose(): void;
}

/** What it will be, and why, told where one stands: the card in the channel and its thread say so. */
export default function Decide(props: Telling) {
  const { data, error, retry } = useFresh<QuestionPage>(questionPath(props.teamId, props.pollId));
  if (data?.decide) {
    return <DecideForm {...props} page={data} decide={data.decide} />;
  }
  if (data) {
    return <NotNow page={data} onClose={props.onClose} />;
  }
  return error ? <Missing again={retry} /> : <Spinner size="small" />;
}

type Props = Telling & { readonly page: QuestionPage; readonly decide: NonNullable<QuestionPage["decide"]> };

function DecideForm({ teamId, pollId, page, decide, isPressed, onClose }: Props) {
  const t = useWords(pollLazyTexts);
  const act = useAct();
  const { say } = useSay();
  const whyId = useId();
  const { outcomes, bound } = decide;
  const { draft, set, sent } = useAnswerDraft(pollId);
  const { other, why } = draft;
  const chosen = bound === undefined ? draft.chosen : String(bound);
  const [needsTime, setNeedsTime] = useState(false);
  const { isSending, refusal, send } = useSending();

  async function tell(event: FormEvent): Promise<void> {
    event.preventDefault();
    const outcome = chosen === OTHER ? other : (outcomes[Number(chosen)] ?? "");
    const told = chosen === OTHER ? { outcome: "", other } : { outcome: chosen };
    await send(async () => {
      await act(
        pollVerbs.decide,
        { pollId, ...told, why },
        { follows: { path: overviewPath(teamId), change: toldOn(pollId, outcome, why) } },
      );
      sent();
      say({ words: t("toldNow") });
      onClose();
    });
  }

  if (needsTime) {
    return <MoreTime page={page} onBack={() => setNeedsTime(false)} onClose={onClose} />;
  }
  return (
    <form onSubmit={tell} className={form.fields} noValidate>
      <Result page={page} />
      {bound === undefined ? (
        <Field label={t("what")} {...(page.isTie ? { hint: t("tieIsYours") } : {})}>
          <RadioGroup value={chosen} onChange={(_, { value }) => set({ chosen: value })}>
            {outcomes.map((outcome, place) => (
              <Radio key={outcome} value={String(place)} label={outcome} autoFocus={isPressed && place === 0} />
            ))}
            <Radio value={OTHER} label={t("other")} />
          </RadioGroup>
        </Field>
      ) : (
        <Note>{t("settled", { outcome: outcomes[bound] ?? "" })}</Note>
      )}
      {chosen === OTHER ? (
        <Field label={t("otherWords")}>
          <Input value={other} maxLength={LONGEST_OPTION} onChange={(_, { value }) => set({ other: value })} />
        </Field>
      ) : null}
      <Field label={t("whyLabel")} hint={t("whyHint")}>
        <Textarea
          id={whyId}
          value={why}
          maxLength={LONGEST_WHY}
          autoFocus={isPressed && bound !== undefined}
          onChange={(_, { value }) => set({ why: value })}
        />
      </Field>
      <p role="alert" className={form.error}>
        {refusal}
      </p>
      <Row>
        <Button type="submit" appearance="primary" disabledFocusable={isSending}>
          {t("tell")}
        </Button>
        <Button onClick={() => setNeedsTime(true)}>{t("needTime")}</Button>
        <Button appearance="subtle" onClick={onClose}>
          {t("putAway")}
        </Button>
      </Row>
    </form>
  );
}
