import type { Chances } from "./random.ts";

type Json = unknown;

/** Raw JSON text, for values that no JavaScript value serialises to. */
class Raw {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

const strings = [
  ...["", " ", "\n", "\u0000", "a\u0000b", "\ud800", "\udc00x", "\ud83d", "\ufeff", "\u202e", "0", "-1", "1e9", "NaN"],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "prototype",
    "null",
    "undefined",
    "true",
    "[object Object]",
  ],
  ...[
    "19:a|b@thread.v2",
    "../../etc/passwd",
    "%00",
    "%",
    "#{7*7}",
    "{{x}}",
    "{count, plural, one {",
    "<at>",
    "<script>",
    "'",
    '"',
  ],
  ...[
    "2026-02-30",
    "24:00",
    "9999-99-99T99:99:99Z",
    "invoke",
    "message",
    "event",
    "28:bot",
    "29:anna",
    "urn:x",
    "http://",
    "https:///",
  ],
  ...[
    "x".repeat(300),
    "x".repeat(30_000),
    "\n".repeat(20_000),
    "漢".repeat(10_000),
    "<at".repeat(5_000),
    ",".repeat(5_000),
  ],
];

const nested = (depth: number, open: string, close: string) => new Raw(open.repeat(depth) + close.repeat(depth));

const others: readonly Json[] = [
  ...[null, true, false, 0, -0, 1, -1, 0.5, 1e21, 2 ** 53, -(2 ** 31), new Raw("1e999"), new Raw("-1e-999")],
  ...[[], [[]], [null], ["a"], [0, "0"], Array.from({ length: 2_000 }, (_, n) => n), [{}]],
  ...[
    {},
    { id: null },
    { id: {} },
    { length: 1e9 },
    new Raw(`{"then":1}`),
    { toString: null },
    { toJSON: 1 },
    { valueOf: "x" },
  ],
  new Raw('{"__proto__":{"isAdmin":true}}'),
  new Raw('{"constructor":{"prototype":{"x":1}}}'),
  new Raw('{"__proto__":null,"toString":null}'),
  nested(200, "[", "]"),
  nested(20_000, "[", "]"),
  nested(9_000, '{"a":[', "]}"),
];

/** Any value but a valid one. */
export const oddValue = (by: Chances): Json => (by.once(2) ? by.oneOf(strings) : by.oneOf(others));
export const oddText = (by: Chances): string => by.oneOf(strings);

const keys = ["__proto__", "constructor", "toString", "toJSON", "hasOwnProperty", "", "\u0000", "then", "length"];

/** A copy of the JSON with one to three defects. */
export function mutated(value: Json, by: Chances): Json {
  let result = value;
  for (let left = 1 + by.below(3); left > 0; left--) {
    result = withDefect(result, by);
  }
  return result;
}

/** Descends to a random place and breaks the value there. */
function withDefect(value: Json, by: Chances): Json {
  if (Array.isArray(value) && value.length > 0 && !by.once(4)) {
    const at = by.below(value.length);
    return value.map((one, nth) => (nth === at ? withDefect(one, by) : one));
  }
  if (isObject(value) && Object.keys(value).length > 0 && !by.once(6)) {
    const key = by.oneOf(Object.keys(value));
    const { [key]: here, ...rest } = value;
    switch (by.below(9)) {
      case 0:
        return rest;
      case 1:
        return { ...value, [key]: [here] };
      case 2:
        return { ...value, [key]: value[by.oneOf(Object.keys(value))] };
      case 3:
        return { ...rest, [`${key} `]: here };
      case 4:
        return withKey(value, by.oneOf(keys), oddValue(by));
      default:
        return withKey(value, key, withDefect(here, by));
    }
  }
  return oddValue(by);
}

/** Also works for the key `__proto__`, which an assignment would not add as a property. */
const withKey = (value: object, key: string, to: Json): object =>
  Object.fromEntries([...Object.entries(value).filter(([name]) => name !== key), [key, to]]);

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !(value instanceof Raw) && !Array.isArray(value);

/** JSON text, with raw parts inserted unchanged. */
export function toJson(value: Json): string {
  if (value instanceof Raw) {
    return value.json;
  }
  if (Array.isArray(value)) {
    return `[${value.map((one) => toJson(one === undefined ? null : one)).join(",")}]`;
  }
  if (isObject(value)) {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${toJson(one)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
