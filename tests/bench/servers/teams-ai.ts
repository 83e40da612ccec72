import type { AddressInfo } from "node:net";
import { ApplicationBuilder, TeamsAdapter } from "@microsoft/teams-ai";
import { ConfigurationServiceClientCredentialFactory } from "botbuilder";
import express from "express";
import { fixedCard } from "../fixed-card.ts";
import { announcePort } from "./announce-port.ts";

/** A bot as in teams-ai's own samples, which stores nothing and answers every vote with the same card. */
const adapter = new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
const bot = new ApplicationBuilder().build();
bot.adaptiveCards.actionExecute("polls/vote", async () => fixedCard as never);

const app = express();
app.use(express.json());
app.post("/api/messages", (req, res) =>
  adapter.process(req, res as never, (context) => bot.run(context).then(() => {})),
);
const server = app.listen(0, "127.0.0.1", () => announcePort((server.address() as AddressInfo).port));
