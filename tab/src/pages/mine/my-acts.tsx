import { Field, Select } from "@fluentui/react-components";
import { useState } from "react";
import type { MyTeam } from "#bot/kernel/contract.ts";
import { ActButtons } from "../../components/act-buttons.tsx";
import { BEGINS_HERE } from "../../components/form-dialog.tsx";
import { useTeamName } from "../../components/team-name.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { minePageTexts } from "./texts.ts";

/** The acts on the personal page. With several teams, the form asks for the team first. */
export function MyActs({ teams }: { readonly teams: readonly MyTeam[] }) {
  const [chosen, setChosen] = useState<string>();
  const team = teams.find(({ id }) => id === chosen) ?? teams[0];
  if (!team) {
    return null;
  }
  const field = teams.length > 1 ? { before: <TeamField teams={teams} teamId={team.id} onChosen={setChosen} /> } : {};
  return <ActButtons on="mine" teamId={team.id} leads {...field} />;
}

function TeamField(props: {
  readonly teams: readonly MyTeam[];
  readonly teamId: string;
  onChosen(teamId: string): void;
}) {
  const { teams, teamId, onChosen } = props;
  const t = useTexts(minePageTexts);
  const nameOf = useTeamName();
  return (
    <Field label={t("team")}>
      <Select value={teamId} {...{ [BEGINS_HERE]: true }} onChange={(_, { value }) => onChosen(value)}>
        {teams.map((team) => (
          <option key={team.id} value={team.id}>
            {nameOf(team)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
