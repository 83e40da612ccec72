import { Spinner } from "@fluentui/react-components";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { NotLoaded } from "../../../components/not-loaded.tsx";
import { useResource } from "../../../lib/use-resource.ts";
import { questionPath } from "../question.ts";
import { DecideForm } from "./decide-form.tsx";
import { NotNow } from "./not-now.tsx";

/** The form with which a person tells the outcome of a closed question and why, where they are: on the page or in the list. */
export default function Decide(props: {
  readonly teamId: string;
  readonly pollId: string;
  /** The person pressed a button for it, so it takes the keyboard. */
  readonly isPressed: boolean;
  /** The form was sent or put away. */
  onClose(): void;
}) {
  const { data, error, retry } = useResource<QuestionPage>(questionPath(props.teamId, props.pollId));
  if (data?.decide) {
    return <DecideForm {...props} page={data} decide={data.decide} />;
  }
  if (data) {
    return <NotNow page={data} onClose={props.onClose} />;
  }
  return error ? <NotLoaded again={retry} /> : <Spinner size="small" />;
}
