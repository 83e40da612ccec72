import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { openKeyedQueue, type Task } from "../../bot/src/scheduler/keyed-queue.ts";

it("runs tasks with the same key one after another, in the order they were added", async () => {
  const queue = openKeyedQueue(4, 4);
  const { held, task } = someTasks();

  queue.add(task("a1", { key: "a" }));
  queue.add(task("a2", { key: "a" }));
  queue.add(task("b1", { key: "b" }));

  expect([...held.keys()]).toEqual(["a1", "b1"]);
  await end(held, "a1");
  expect([...held.keys()]).toEqual(["b1", "a2"]);
});

it("keeps capacity free for other tenants when one tenant has more tasks than its share", async () => {
  const queue = openKeyedQueue(3, 2);
  const { held, task } = someTasks();

  for (const name of ["x1", "x2", "x3", "x4"]) {
    queue.add(task(name, { tenantId: "x" }));
  }
  queue.add(task("y1", { tenantId: "y" }));
  queue.add(task("z1", { tenantId: "z" }));

  expect([...held.keys()]).toEqual(["x1", "x2", "y1"]);
  await end(held, "y1");
  expect([...held.keys()]).toEqual(["x1", "x2", "z1"]);
});

it("becomes idle only after the running task ends, when clear() drops the waiting ones", async () => {
  const queue = openKeyedQueue(1, 1);
  await queue.idle();
  const { held, task } = someTasks();
  queue.add(task("a", {}));
  queue.add(task("b", {}));
  let isIdle = false;
  const idle = queue.idle().then(() => {
    isIdle = true;
  });

  queue.clear();
  await turn();
  expect(isIdle).toBe(false);

  await end(held, "a");
  await idle;
  expect(held.size).toBe(0);
});

function someTasks() {
  const held = new Map<string, () => void>();
  const task = (name: string, { tenantId = "t", key = name }: { tenantId?: string; key?: string }): Task => ({
    tenantId,
    key,
    run: () => new Promise((resolve) => held.set(name, resolve)),
  });
  return { held, task };
}

async function end(held: Map<string, () => void>, name: string): Promise<void> {
  held.get(name)?.();
  held.delete(name);
  await turn();
}
