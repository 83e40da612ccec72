import { makeStyles, Text, tokens } from "@fluentui/react-components";

/** Where there is nothing yet: how it is, and the shortest way to the first one. */
export function Empty({ says, how }: { readonly says: string; readonly how?: string }) {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <Text>{says}</Text>
      {how === undefined ? null : (
        <Text size={200} className={styles.how}>
          {how}
        </Text>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  empty: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStroke1}`,
  },
  how: { color: tokens.colorNeutralForeground2 },
});
