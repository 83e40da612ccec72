import { QUESTION_PAGE } from "#bot/features/polls/contract.ts";
import { declaredPage, type TabFeature } from "../../lib/feature.ts";
import { AskButton } from "./ask-button.tsx";
import { DecideHere } from "./decide-here.tsx";
import { DecidedQuestions } from "./decided-questions.tsx";
import { OpenQuestions } from "./open-questions.tsx";
import { OwedQuestions } from "./owed-questions.tsx";
import { myQuestionsPath } from "./question.ts";

export const pollsFeature: TabFeature = {
  name: "polls",
  pages: [declaredPage(QUESTION_PAGE, ["teamId", "pollId"], () => import("./lazy/question-page.tsx"))],
  acts: [{ key: "ask", order: 20, offeredOn: ["team", "mine", "panel"], eager: AskButton }],
  teamSections: [
    { key: "owed-questions", column: "first", order: 10, showsWaiting: true, eager: OwedQuestions },
    { key: "open-questions", column: "first", order: 20, eager: OpenQuestions },
    { key: "decided-questions", column: "first", order: 30, eager: DecidedQuestions },
  ],
  mySections: [
    {
      key: "my-questions",
      column: "first",
      order: 10,
      waitsFor: myQuestionsPath,
      needsTeam: true,
      lazy: () => import("./lazy/my-questions/my-questions.tsx"),
    },
  ],
  waitingAct: { eager: DecideHere },
  invalidates: { lists: [myQuestionsPath], things: ["/teams/:team/questions/:pollId"] },
};
