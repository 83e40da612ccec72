/** Minutes and seconds as on a clock, "2:05"; undefined when no second is left. */
export function timeLeft(leftMs: number): string | undefined {
  const seconds = Math.ceil(leftMs / 1000);
  return seconds <= 0 ? undefined : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
