// Runs before each test file. Files share a process, and with it the modules of node_modules; those of
// the checkout are loaded anew, so no file finds the tokens that another one has left in the manager.
import { vi } from 'vitest';

vi.resetModules();
