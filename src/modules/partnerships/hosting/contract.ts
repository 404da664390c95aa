declare module '../../../platform/access/access.ts' {
  interface Permissions {
    'hosting.read': true;
    /** The occupancy agreement. */
    'hosting-terms.read': true;
    'hosting.write': true;
  }
}

export {};
