import { describe, expect, it } from "vitest";
import { plainText } from "#bot/teams/plain-text.ts";

describe("plainText", () => {
  it.each([
    ["<p>hej</p><p>du</p>", "hej\ndu"],
    ["a&nbsp;b &#229; &lt;b&gt;", "a b å <b>"],
    ["<script>x()</script><style>p{}</style>kvar", "kvar"],
    ['<at id="0">Bo Berg</at> tack!', "Bo Berg tack!"],
    ["<ul><li>ett</li><li>två</li></ul>", "ett\ntvå"],
    ["&constructor; &#xFFFFFF; &#55296;", "&constructor; \ufffd \ufffd"],
    ["bara text", "bara text"],
    ["sm&ouml;rg&aring;s &hellip; &euro;5", "smörgås … €5"],
    ["<table><tr><th>Namn</th><th>Dag</th></tr><tr><td>Bo</td><td>Fredag</td></tr></table>", "Namn Dag\nBo Fredag"],
    ['bra <emoji id="smile" alt="🙂" title="Smile"></emoji>!', "bra 🙂!"],
    ['<img itemtype="http://schema.skype.com/Emoji" alt="🎉"> klart', "🎉 klart"],
    ['<img alt="en bild" src="https://x.example/a.png"> klart', "klart"],
    [
      '<blockquote itemtype="http://schema.skype.com/Reply"><p>gammalt</p><img alt="x"></blockquote><p>nytt</p>',
      "nytt",
    ],
    ['<attachment id="1"></attachment><p>nytt</p>', "nytt"],
    ["<blockquote>ett citat</blockquote>och mer", "ett citat\noch mer"],
    ['se <a href="https://example.com/a">planen</a>', "se planen (https://example.com/a)"],
    ['se <a href="https://example.com/">example.com</a>', "se example.com"],
    ['<a href="javascript:x()">tryck</a>', "tryck"],
    ["1 < 2 & 3 > 2", "1 < 2 & 3 > 2"],
    ["<p title='a > b'>hej</p>", "hej"],
    ["<!-- dold --><p>syns</p>", "syns"],
  ])("plainText turns %j into %j", (html, words) => {
    expect(plainText(html)).toBe(words);
  });
});
