/** ES2025; Node 24 has it, TypeScript 5.9's `esnext` does not declare it yet. The tab may not call it: its target is ES2023. */
interface RegExpConstructor {
  escape(text: string): string;
}
