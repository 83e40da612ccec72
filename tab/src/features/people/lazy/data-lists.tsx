import { useId } from "react";
import type { MyDataLists } from "#bot/features/people/api.ts";
import { LoadingOrErrorState } from "../../../components/error-state.tsx";
import { Note } from "../../../components/note.tsx";
import { keyed } from "../../../lib/keyed.ts";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import styles from "./data-page.module.css";
import { peopleTexts } from "./texts.ts";

/** All that is stored about the viewer, as lists with headings. */
export function DataLists() {
  const t = useTexts(peopleTexts);
  const resource = useResource<MyDataLists>("/me/data/lists");
  if (!resource.data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  const { lists } = resource.data;
  return (
    <div className={styles.lists}>
      {lists.length === 0 ? <Note>{t("nothingStored")}</Note> : null}
      {lists.map((list) => (
        <DataList key={list.title} list={list} />
      ))}
    </div>
  );
}

function DataList({ list: { title, lines } }: { readonly list: MyDataLists["lists"][number] }) {
  const id = useId();
  return (
    <div>
      <h3 id={id} className={styles.listTitle}>
        {title}
      </h3>
      <ul aria-labelledby={id} className={styles.list}>
        {keyed(lines, (line) => line).map(({ key, item }) => (
          <li key={key}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
