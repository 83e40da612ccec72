/** Hands a file to the browser to keep: what was fetched with a token has no address of its own to link to. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it by then; kept, it would hold the memory until the tab closes.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
