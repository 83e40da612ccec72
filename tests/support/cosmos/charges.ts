/**
 * Request units, from Microsoft's published figures (learn.microsoft.com, "Request Units in Azure Cosmos DB" and
 * "Optimize request cost"): a point read of 1 KB costs 1, of 100 KB 10; an insert of 1 KB with few indexes about 5.5,
 * of 100 KB about 50; a replace costs a delete and an insert; a query costs at least about 2.3. The cost beyond a
 * document's first KB is proportional. Real accounts differ by some percent.
 */
export const charges = {
  read: (bytes: number) => round(1 + beyondFirstKb(bytes) * 0.09),
  missed: 1,
  write: (bytes: number) => round(5.5 + beyondFirstKb(bytes) * 0.45),
  replace: (bytes: number) => round(10.5 + beyondFirstKb(bytes) * 0.9),
  refused: 1.5,
  query: (items: number, bytes: number) => round(2.3 + items * 0.1 + beyondFirstKb(bytes) * 0.05),
} as const;

const beyondFirstKb = (bytes: number) => Math.max(0, Math.ceil(bytes / 1024) - 1);
const round = (units: number) => Math.round(units * 100) / 100;
