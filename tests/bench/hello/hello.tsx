import { Button, FluentProvider, teamsLightTheme } from "@fluentui/react-components";
import { createRoot } from "react-dom/client";

/** A minimal page of Fluent: the weight of any tab of React and Fluent before it does anything. */
export function sayHello(): void {
  createRoot(document.getElementById("root") as HTMLElement).render(
    <FluentProvider theme={teamsLightTheme}>
      <h1>Hello</h1>
      <Button appearance="primary">Hello</Button>
    </FluentProvider>,
  );
}
