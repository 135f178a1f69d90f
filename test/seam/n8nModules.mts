/** n8n's own packages, as any of its versions exports them. */
export type N8nCore = typeof import('n8n-core');
export type N8nWorkflow = typeof import('n8n-workflow');
