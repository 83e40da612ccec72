export { teamsHighContrastTheme as default } from "@fluentui/react-components";
