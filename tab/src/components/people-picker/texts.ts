import { texts } from "#bot/i18n/translate.ts";

export const peopleTexts = texts({
  sv: {
    hint: "Skriv ett namn",
    unchosen: "Du har skrivit {name} men inte valt någon. Välj i listan eller ta bort texten.",
    nobody: "Ingen i teamet heter så.",
    looking: "Söker …",
    more: "Det finns fler. Skriv mer av namnet.",
    failed: "Det gick inte att söka i teamet. Kontrollera att du är uppkopplad och försök igen.",
  },
  en: {
    hint: "Type a name",
    unchosen: "You typed {name} but chose nobody. Choose from the list or remove the text.",
    nobody: "Nobody in the team has that name.",
    looking: "Searching …",
    more: "There are more. Type more of the name.",
    failed: "The team couldn't be searched. Check that you're online and try again.",
  },
});
