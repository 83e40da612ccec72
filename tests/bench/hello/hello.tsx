import { Button, FluentProvider, teamsLightTheme } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/** The least that a page of Fluent can be: what any tab of React and Fluent weighs before it does anything. */
export function sayHello(): void {
  createRoot(document.getElementById("root") as HTMLElement).render(
    <FluentProvider theme={teamsLightTheme}>
      <h1>Hello</h1>
      <Button appearance="primary">Hello</Button>
    </FluentProvider>,
  );
}
