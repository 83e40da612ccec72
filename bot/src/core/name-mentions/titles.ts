import { wordList } from "./word-list.ts";

/** Before a name: forms of address, degrees, professions. */
export const TITLES = wordList(
  "dr doktor prof professor doc docent ing ingenjör civ civing dipl tekn ekon fil med jur leg lic mag lektor adjunkt",
  "mr mrs ms mx miss sir dame herr hr fru frk fröken frau doctor rev fr",
);

/** After a name. */
export const POST_NOMINALS = wordList("phd md msc bsc mba ma ba jr sr junior senior ii iii iv esq cpa pmp rn");

/** Next to a name in a roster: how somebody is employed, and short names of departments. */
export const TAGS = wordList(
  "ext extern externa external konsult konsulten consultant contractor inhyrd gäst guest vikarie timanställd",
  "praktikant intern intern trainee temp adm admin administratör test svc it hr ekonomi support inc ltd ab as oy",
  "gmbh llc chef vd vice tf",
);

/** A segment with one of these words is an organisation. */
export const ORGANISATIONS = wordList(
  "kommun kommunen kommuns stad staden region regionen regions län länsstyrelsen landsting landstinget myndighet",
  "myndigheten förvaltning förvaltningen avdelning avdelningen enhet enheten förbund förbundet team teamet group",
  "department division unit consulting university universitet universitetet högskola högskolan skola skolan",
  "sjukhus sjukhuset bolag bolaget aktiebolag koncern koncernen organisation foundation stiftelse stiftelsen",
);

/** Words of a surname that identify nobody by themselves. */
export const PARTICLES = wordList(
  "van von der den de dem la las los del della delle dei dos das af av zu zum zur ter op het ibn bint abu y e och and",
  "the mac mc st d o",
);

/** Particles that are also names on their own. */
export const PARTICLES_OR_NAMES = wordList("le du do da di el al ben bin ten san");
