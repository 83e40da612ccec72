import { type ReactNode, useContext } from "react";
import { ActButtons } from "../components/act-buttons.tsx";
import { FeaturesContext } from "../lib/feature.ts";

/** The side panel of a meeting: the features' sections, and below them the acts. */
export function PanelPage({ teamId, meetingId }: { readonly teamId: string; readonly meetingId: string | undefined }) {
  const { panelSections } = useContext(FeaturesContext);
  return panelSections.reduceRight<ReactNode>(
    (below, { key, Component }) => (
      <Component key={key} teamId={teamId} meetingId={meetingId}>
        {below}
      </Component>
    ),
    <ActButtons on="panel" teamId={teamId} />,
  );
}
