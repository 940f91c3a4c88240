/** The name or the address of a server: what Windows and DNS take, and nothing else. */
export const SERVER_NAME: RegExp =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45})$/;
