// Messages come from git, sites and the system, which may repeat what they were given: a secret must not stand in a log.

// A shorter one would be found in innocent words, and what is left out would tell it.
const SHORTEST = 8;
const IN_ITS_PLACE = '***';

/** Gives, each time it is asked, what takes the secrets of that moment out of texts, in whatever form they are written. */
export function redactor(secrets: () => readonly string[]): () => (text: string) => string {
  let known: readonly string[] = [];
  let forms: readonly string[] = [];
  return () => {
    const now = secrets();
    if (now.length !== known.length || now.some((secret, at) => secret !== known[at])) {
      known = [...now];
      forms = formsOfAll(known);
    }
    return (text) => forms.reduce((clean, form) => clean.replaceAll(form, IN_ITS_PLACE), text);
  };
}

/** The longest first, so that none leaves a rest of another. */
function formsOfAll(secrets: readonly string[]): readonly string[] {
  // A line of a key file is as secret as the whole.
  const parts = secrets.flatMap((secret) => [secret, ...secret.split('\n').map((line) => line.trim())]);
  const forms = parts.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function formsOf(secret: string): readonly string[] {
  const inUrls = urlForms(secret.toWellFormed());
  const lowerCase = inUrls.map((text) => text.replace(/%../g, (code) => code.toLowerCase()));
  return [secret, JSON.stringify(secret).slice(1, -1), ...inUrls, ...lowerCase, ...base64Forms(secret)];
}

/** As a part of a URL, in one, in a form, and as its password: each leaves other characters as they are. */
function urlForms(secret: string): readonly string[] {
  const url = new URL('https://host');
  url.password = secret;
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return [encodeURIComponent(secret), encodeURI(secret), form, url.password];
}

/** The characters that stand for the secret wherever it begins in what is encoded, such as `user:secret`. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const parts = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // A character is six bits: those that hold a neighbour's bits too are left.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  return [...parts, ...parts.map((part) => part.replaceAll('+', '-').replaceAll('/', '_'))];
}
