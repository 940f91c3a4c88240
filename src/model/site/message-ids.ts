/**
 * What the status messages of content distribution mean, by MessageID. The ids are those that Microsoft's "Understand
 * package actions" shows in logs, and those of a table in a public script (GiGoInc, SCCM_Get_CMFailedDistributions.ps1);
 * the words are ours. An id that is not here is one that nobody has described in public.
 */
export const MESSAGE_IDS: Readonly<Record<number, string>> = {
  2300: 'Distribution Manager began to process the package.',
  2301: 'Distribution Manager processed the package.',
  2303: 'Distribution Manager refreshed the package on the distribution point.',
  2311: 'Distribution Manager created or updated the package.',
  2323: 'The network connection to the distribution point could not be initialized.',
  2324: 'The share on the distribution point could not be found or made.',
  2330: 'The package was distributed to the distribution point.',
  2333: 'The package is being sent to another site.',
  2354: 'The status file of the content could not be validated.',
  2357: 'Package Transfer Manager was told to send the content to the distribution point.',
  2371: 'The distribution point waits for prestaged content.',
  2372: 'The distribution point waits for the content.',
  2376: 'Distribution Manager took its snapshot of the package.',
  2380: 'The evaluation of the content began.',
  2381: 'The evaluation of the content is queued.',
  2382: 'The hash of the content is not the expected one.',
  2383: 'The content could not be validated; a redistribution may mend it.',
  2384: 'The content was verified.',
  2388: 'The package list on the distribution point is not the one of the site.',
  2391: 'The distribution point could not be reached.',
  8200: 'Package Transfer Manager finished the transfer of the content.',
  8203: 'The package could not be updated on the distribution point.',
  8204: 'The content is being distributed to the distribution point.',
  8211: 'Package Transfer Manager could not send the content to the distribution point.',
};
