/** A request that the site refuses: an HTTP status, and the body that the AdminService sends with it. */
export class OdataError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'OdataError';
    this.status = status;
    this.code = code;
  }

  /** The body, in the form of OData. */
  toBody(): { readonly error: { readonly code: string; readonly message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

/** The refusal of a query or a body that is not understood. */
export function badRequest(message: string): OdataError {
  return new OdataError(400, 'BadRequest', message);
}
