/**
 * Adds to the numbers at dotted paths of a parsed document, in place. As in Cosmos DB's patch, a missing number counts
 * as 0, but its parent must exist.
 *
 * @returns false when a parent is missing
 * @throws TypeError when a path holds something other than a number
 */
export function applyIncrements(data: unknown, by: Readonly<Record<string, number>>): boolean {
  return Object.entries(by).every(([path, amount]) => {
    const names = path.split(".");
    const last = names.pop() ?? "";
    const parent = names.reduce(child, data);
    if (!isMap(parent)) {
      return false;
    }
    const before = Object.hasOwn(parent, last) ? parent[last] : 0;
    if (typeof before !== "number") {
      throw new TypeError("incr of a value that is not a number");
    }
    parent[last] = before + amount;
    return true;
  });
}

const child = (parent: unknown, name: string): unknown =>
  isMap(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
