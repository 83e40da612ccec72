/**
 * The clients that may request a token for the tab from Entra ID: Teams, Outlook and Microsoft 365.
 * `infra/aad.manifest.json` pre-authorises the same ones, and a test compares the two. Source: learn.microsoft.com,
 * "Enable SSO for tab app", pre-authorized client ids.
 */
export const clients = {
  teamsDesktopAndMobile: "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
  teamsWeb: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
  microsoft365Web: "4765445b-32c6-49b0-83e6-1d93765276ca",
  microsoft365Desktop: "0ec893e0-5785-4de6-99da-4ed124e5296c",
  /** Also Outlook on the desktop. */
  microsoft365Mobile: "d3590ed6-52b3-4102-aeff-aad2292ab01c",
  outlookWeb: "bc59ab01-8403-45c6-8796-ac3ef710b3e3",
  outlookMobile: "27922004-5251-4030-b22d-91ecd9a37ea4",
} as const;

const accepted: readonly unknown[] = Object.values(clients);

/**
 * True when a verified token was issued to one of `clients`. Tokens of version 2 name the client in `azp`, those of
 * version 1 in `appid`. Every other app of the tenant that holds the scope `access_as_user` is refused.
 */
export const isIssuedToKnownClient = ({ ver, azp, appid }: Readonly<Record<string, unknown>>): boolean =>
  accepted.includes(ver === "1.0" ? appid : azp);
