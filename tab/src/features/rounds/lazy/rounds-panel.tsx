import type { ReactNode } from "react";
import type { PanelView, RoundKind } from "#bot/features/rounds/contract.ts";
import { Loading } from "../../../components/loading.tsx";
import { MessagePage } from "../../../components/message-page.tsx";
import { StatusBar } from "../../../components/status-bar.tsx";
import type { PanelSectionProps } from "../../../lib/feature.ts";
import { OpenElsewhere, useLive } from "../../../lib/live.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { useActing } from "./act.ts";
import { Aloud } from "./aloud.tsx";
import { Closing } from "./closing.tsx";
import { Greeting } from "./greeting.tsx";
import styles from "./panel.module.css";
import { Host, type Running } from "./running.tsx";
import { Speaking } from "./speaking.tsx";
import { Start } from "./start.tsx";
import { panelTexts } from "./texts.ts";
import { Writing } from "./writing.tsx";

/** The side panel of a meeting. An open panel counts as presence; `children` are rendered below. */
export default function RoundsPanel({ teamId, meetingId, children }: PanelSectionProps) {
  const t = useTexts(panelTexts);
  const meeting = meetingId === undefined ? "" : `?meeting=${encodeURIComponent(meetingId)}`;
  const path = `${teamPath(teamId, "rounds", "live")}${meeting}`;
  const { view, isLost, error, retry } = useLive<PanelView>(path);
  if (error instanceof OpenElsewhere && !view) {
    return <MessagePage title={t("title")} body={t("elsewhere")} action={{ label: t("showHere"), run: retry }} />;
  }
  if (error && !view) {
    // Guests without an account here, and people outside the meeting's chat, are told what they can do.
    return <MessagePage isAlert title={t("guestTitle")} body={t("guest")} action={{ label: t("retry"), run: retry }} />;
  }
  if (!view) {
    return <Loading />;
  }
  return (
    <main className={styles.panel}>
      {error instanceof OpenElsewhere ? (
        <StatusBar action={{ label: t("showHere"), run: retry }}>{t("elsewhere")}</StatusBar>
      ) : error ? (
        <StatusBar action={{ label: t("retry"), run: retry }}>{t("out")}</StatusBar>
      ) : null}
      {isLost && !error ? <StatusBar>{t("lost")}</StatusBar> : null}
      <Aloud view={view} />
      <Shown teamId={teamId} view={view} />
      <div className={styles.foot}>{children}</div>
    </main>
  );
}

function Shown({ teamId, view }: { readonly teamId: string; readonly view: PanelView }) {
  const t = useTexts(panelTexts);
  const { round } = view;
  return (
    <>
      <header className={styles.head}>
        <h1 tabIndex={-1} className={styles.title}>
          {round ? t(round.kind) : t("title")}
        </h1>
        {round ? <Host round={round} /> : null}
      </header>
      {round ? <Round key={round.id} teamId={teamId} round={round} /> : <Start teamId={teamId} view={view} />}
    </>
  );
}

function Round({ teamId, round }: { readonly teamId: string; readonly round: NonNullable<PanelView["round"]> }) {
  const acting = useActing();
  const Kind = kinds[round.kind];
  return (
    <>
      <p role="alert" className={styles.error}>
        {acting.error}
      </p>
      <Kind running={{ round, acting, roundRef: { teamId, roundId: round.id } }} />
    </>
  );
}

const kinds: Readonly<Record<RoundKind, (props: { readonly running: Running }) => ReactNode>> = {
  greeting: Greeting,
  speaking: Speaking,
  writing: Writing,
  closing: Closing,
};
