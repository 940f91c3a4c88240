import { github } from './github.ts';
import type { Provider } from './provider.ts';

/** Gitea and Forgejo: https://docs.gitea.com/usage/repository/webhooks */
export const gitea: Provider = {
  proof: {
    kind: 'signature',
    // Of a form it signs the JSON in it, and not the form.
    ofForm: true,
    headers: [
      { name: 'x-gitea-signature', prefix: '' },
      { name: 'x-hub-signature-256', prefix: 'sha256=' },
    ],
  },
  // Made to look like GitHub's.
  push: github.push,
};
