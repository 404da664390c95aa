declare module '../../platform/access/access.ts' {
  interface Permissions {
    'imports.run': true;
  }
}

export {};
