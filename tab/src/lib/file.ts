/** Downloads fetched content: a file that needs a token has no address to link to. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has stored the file by then; the URL would hold the memory until the tab closes.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
