import { Button } from "@fluentui/react-components";
import { ShareRegular } from "@fluentui/react-icons";
import type { QuestionPage as Question } from "#bot/features/polls/api.ts";
import { BackButton } from "../../../components/back-button.tsx";
import { Connection } from "../../../components/connection.tsx";
import { LoadingOrErrorState } from "../../../components/error-state.tsx";
import { Page, PageHead } from "../../../components/page.tsx";
import { Stack } from "../../../components/stack.tsx";
import { canShare, shareLink } from "../../../lib/teams.ts";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { asSubPage, questionPath } from "../question.ts";
import { pollTexts } from "../texts.ts";
import { AnswersSection } from "./answers-section.tsx";
import { OutcomeSection } from "./outcome-section.tsx";
import { pollLazyTexts } from "./texts.ts";
import { WhoChose } from "./who-chose.tsx";

/** A question with its answers and outcome: the target of links in cards. */
export default function QuestionPage({ teamId, pollId }: { readonly teamId: string; readonly pollId: string }) {
  const path = questionPath(teamId, pollId);
  const resource = useResource<Question>(path);
  const line = useTexts(pollTexts);
  const { data } = resource;
  if (!data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  const sectionProps = { teamId, page: data, teamTime: { zone: data.zone, now: new Date(data.now) } };
  return (
    <Page
      head={
        <PageHead
          title={data.question}
          about={line("theyAsk", { name: data.asker.name })}
          before={<BackButton />}
          actions={canShare() ? <ShareButton subPage={asSubPage(teamId, pollId)} label={data.question} /> : undefined}
        />
      }
    >
      <Connection error={resource.error} retry={resource.retry} />
      <Stack>
        <OutcomeSection {...sectionProps} />
        <AnswersSection {...sectionProps} />
        {data.hasNames ? <WhoChose path={`${path}/who`} /> : null}
      </Stack>
    </Page>
  );
}

function ShareButton({ subPage, label }: { readonly subPage: string; readonly label: string }) {
  const t = useTexts(pollLazyTexts);
  return (
    <Button appearance="subtle" icon={<ShareRegular />} onClick={() => shareLink(subPage, label)}>
      {t("share")}
    </Button>
  );
}
