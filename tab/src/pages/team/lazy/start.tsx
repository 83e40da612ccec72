import { ActButtons } from "../../../components/act-buttons.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import styles from "./start.module.css";
import { startTexts } from "./texts.ts";

/** The team's first act: one reason to begin, and the buttons. After it only the buttons stay. */
export default function Start({ teamId, isNew }: { readonly teamId: string; readonly isNew: boolean }) {
  const t = useTexts(startTexts);
  return (
    <section className={styles.start} aria-label={t("start")}>
      {isNew ? (
        <>
          <h2 className={styles.title}>{t("start")}</h2>
          <p className={styles.how}>{t("how")}</p>
        </>
      ) : null}
      <div className={styles.acts}>
        <ActButtons on="team" teamId={teamId} leads />
      </div>
      {isNew ? <p className={styles.inChat}>{t("inChat")}</p> : null}
    </section>
  );
}
