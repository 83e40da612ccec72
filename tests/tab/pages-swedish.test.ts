import { everyPageIn } from "./every-page.ts";

everyPageIn("sv-SE");
