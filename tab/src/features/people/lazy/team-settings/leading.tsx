import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { TeamPage } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import type { ChoosableMembers } from "#bot/kernel/api.ts";
import { useDelayedAction } from "../../../../components/delayed-action.ts";
import { DialogButton } from "../../../../components/dialog-button.tsx";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { useNameTyping } from "../../../../components/people-picker/name-typing.ts";
import { PeoplePicker, type Pickable } from "../../../../components/people-picker.tsx";
import { Row } from "../../../../components/row.tsx";
import { useReport } from "../../../../components/use-report.ts";
import { teamPath, withQuery } from "../../../../lib/team-path.ts";
import { useAct } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { teamSettingsTexts } from "./texts.ts";

/**
 * The buttons with which a person takes the lead where nobody has it, hands it over, or leaves it. Leaving can be undone
 * as long as nobody else took it, a handover before it is done.
 */
export function Leading({ teamId, page }: { readonly teamId: string; readonly page: TeamPage }) {
  const t = useTexts(teamSettingsTexts);
  const act = useAct();
  const report = useReport();
  const take = () =>
    void report(async () => {
      await act(peopleVerbs.takeLead, { teamId });
      return { words: t("tookLead") };
    });
  const stepDown = () =>
    void report(async () => {
      await act(peopleVerbs.declineLead, { teamId });
      return { words: t("steppedDown"), undo: take };
    });
  if (page.mayTakeLead) {
    return (
      <Row>
        <Button appearance="primary" onClick={take}>
          {t("takeLead")}
        </Button>
      </Row>
    );
  }
  if (!page.isLeader) {
    return null;
  }
  const { handOver } = page;
  return (
    <Row>
      {handOver ? (
        <DialogButton label={t("handOver")}>
          {(close) => <HandOver teamId={teamId} choosable={handOver} onClose={close} />}
        </DialogButton>
      ) : null}
      <Button appearance="subtle" onClick={stepDown}>
        {t("stepDown")}
      </Button>
    </Row>
  );
}

function HandOver(props: {
  readonly teamId: string;
  readonly choosable: ChoosableMembers;
  readonly onClose: () => void;
}) {
  const { teamId, choosable, onClose } = props;
  const t = useTexts(teamSettingsTexts);
  const { hold } = useDelayedAction();
  const [chosen, setChosen] = useState<readonly Pickable[]>([]);
  const { typing, stops } = useNameTyping();
  const [next] = chosen;
  function handOver(): void {
    if (next && !stops()) {
      const { id, name } = next;
      const said = { soon: t("leadsSoon", { name }), done: t("handedOver", { name }) };
      hold({ verb: peopleVerbs.handOverLead, data: { teamId, personId: [id] }, ...said });
      onClose();
    }
  }
  return (
    <FormDialog
      title={t("handOver")}
      onSubmit={handOver}
      onClose={onClose}
      actions={
        <Button type="submit" appearance="primary" disabledFocusable={!next}>
          {t("handOver")}
        </Button>
      }
    >
      <PeoplePicker
        isSingle
        name="personId"
        label={t("handOverTo")}
        path={(q) => withQuery(teamPath(teamId, "members"), { q })}
        choosable={{ data: choosable, isFetching: false }}
        chosen={chosen}
        typing={typing}
        onChosen={setChosen}
      />
    </FormDialog>
  );
}
