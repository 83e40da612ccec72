import { Spinner } from "@fluentui/react-components";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { NotLoaded } from "../../../components/not-loaded.tsx";
import { useResource } from "../../../lib/use-resource.ts";
import { questionPath } from "../question.ts";
import { DecideForm } from "./decide-form.tsx";
import { NotNow } from "./not-now.tsx";

/** The form for the outcome of a closed question and its reason, on the question's page or in a list. */
export default function Decide(props: {
  readonly teamId: string;
  readonly pollId: string;
  /** The person pressed a button to open it, so it takes the focus. */
  readonly isPressed: boolean;
  /** The form was sent or closed. */
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
