import { azuredevops } from './azuredevops.ts';
import { bitbucket } from './bitbucket.ts';
import { generic } from './generic.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';

/** Every host that a config can name. */
export const PROVIDERS = { github, gitlab, azuredevops, bitbucket, gitea, generic } as const;

/** A host as the config names it. */
export type ProviderName = keyof typeof PROVIDERS;
