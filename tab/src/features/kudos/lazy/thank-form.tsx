import { Button, Field, Select, Textarea } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Receipt, ThanksForm } from "#bot/features/kudos/api.ts";
import { type KudosKind, kudosVerbs, LONGEST_WORDS, WHOLE_TEAM } from "#bot/features/kudos/contract.ts";
import { BEGINS_HERE, FormDialog } from "../../../components/form-dialog.tsx";
import { useHere } from "../../../components/here.ts";
import { MoreChoices } from "../../../components/more-choices.tsx";
import { PeoplePicker, type Pickable } from "../../../components/people-picker.tsx";
import { useSending } from "../../../components/sending.ts";
import { Note } from "../../../components/text.tsx";
import { useSayError } from "../../../components/trouble.tsx";
import { useAct, useForm } from "../../../lib/fresh.ts";
import { asking, teamPath } from "../../../lib/team-path.ts";
import { useWords } from "../../../lib/words.ts";
import { useSayReceipt } from "./receipt.ts";
import { kudosLazyTexts } from "./texts.ts";

export interface ThanksDraft {
  readonly teamId: string;
  readonly recipients: readonly Pickable[];
  readonly words: string;
  readonly kind: KudosKind;
  readonly value: string;
}

/** Somebody, some words; the two buttons say where it goes. The rest has a default under "Fler val". */
export default function ThankForm(props: {
  readonly teamId: string;
  readonly to: readonly Pickable[];
  readonly before?: ReactNode;
  readonly begun: ThanksDraft | undefined;
  onDraft(draft: ThanksDraft | undefined): void;
  onClose(): void;
}) {
  const { teamId, to, onDraft, onClose } = props;
  const t = useWords(kudosLazyTexts);
  const act = useAct();
  const wordsFor = useSayError();
  const sayReceipt = useSayReceipt();
  const here = useHere();
  const form = useForm<ThanksForm>(asking(teamPath(teamId, "thanks-form"), { channel: here?.id }));
  const draft = begunIn(teamId, props.begun) ?? {
    teamId,
    recipients: to,
    words: t(starterOf("thanks")),
    kind: "thanks",
    value: "",
  };
  const { isSending, refusal, send } = useSending();
  const set = (change: Partial<ThanksDraft>) => onDraft({ ...draft, ...change });
  const { data } = form;
  function chooseKind(kind: KudosKind): void {
    const isUntouched = draft.words === t(starterOf(draft.kind));
    set({ kind, ...(isUntouched ? { words: t(starterOf(kind)) } : {}) });
  }

  const give = (audience: "team" | "private") =>
    send(async () => {
      const { nonce } = await form.whenHere();
      const ids = draft.recipients.map(({ id }) => id);
      const given = await act(kudosVerbs.give, {
        teamId,
        channelId: here?.id,
        nonce,
        recipients: ids.filter((id) => id !== WHOLE_TEAM),
        wholeTeam: ids.includes(WHOLE_TEAM),
        words: draft.words,
        kind: draft.kind,
        value: draft.value,
        audience,
      });
      sayReceipt(given.data as Receipt);
      onDraft(undefined);
      onClose();
    });

  return (
    <FormDialog
      title={t("formTitle")}
      error={refusal ?? (form.error ? wordsFor(form.error) : undefined)}
      onSubmit={() => void give("team")}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" appearance="primary" disabledFocusable={isSending}>
            {t("inChannel")}
          </Button>
          <Button disabledFocusable={isSending} onClick={() => void give("private")}>
            {t("inPrivate")}
          </Button>
        </>
      }
    >
      {props.before}
      <PeoplePicker
        label={t("whom")}
        mayBeEmpty={draft.kind === "thanks" ? undefined : t("noNameNeeded")}
        path={(q) => asking(teamPath(teamId, "members"), { q, channel: here?.id })}
        choosable={form}
        also={{ id: WHOLE_TEAM, name: t("everybody") }}
        chosen={draft.recipients}
        onChosen={(recipients) => set({ recipients })}
      />
      <Field label={t("yourWords")} required>
        <Textarea
          rows={3}
          value={draft.words}
          maxLength={LONGEST_WORDS}
          placeholder={t("wordsHint")}
          {...(to.length > 0 ? { [BEGINS_HERE]: true } : {})}
          onChange={(_, { value }) => set({ words: value })}
        />
      </Field>
      <MoreChoices isOpen={refusal !== undefined}>
        <ThankChoices draft={draft} values={data?.values ?? []} onKind={chooseKind} set={set} />
      </MoreChoices>
      {data ? <Note>{here ? t("goesTo", { channel: here.name }) : t("goesWhereAdded")}</Note> : null}
      <Note>{t("wishFirst")}</Note>
    </FormDialog>
  );
}

const starterOf = (kind: KudosKind) => (kind === "thanks" ? "starter" : "starterOfWin");

/** People and values are their team's own; what was written goes along to another. */
function begunIn(teamId: string, draft: ThanksDraft | undefined): ThanksDraft | undefined {
  return draft && draft.teamId !== teamId ? { ...draft, teamId, recipients: [], value: "" } : draft;
}

/** What has a default. */
function ThankChoices(props: {
  readonly draft: ThanksDraft;
  readonly values: readonly string[];
  onKind(kind: KudosKind): void;
  set(change: Partial<ThanksDraft>): void;
}) {
  const { draft, values, onKind, set } = props;
  const t = useWords(kudosLazyTexts);
  return (
    <>
      <Field label={t("kind")}>
        <Select value={draft.kind} onChange={(_, { value }) => onKind(value as KudosKind)}>
          {(["thanks", "progress", "milestone"] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      {values.length > 0 ? (
        <Field label={t("value")}>
          <Select value={draft.value} onChange={(_, { value }) => set({ value })}>
            <option value="">{t("noValue")}</option>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </Select>
        </Field>
      ) : null}
    </>
  );
}
