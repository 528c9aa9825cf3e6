// What tsc finds where the browser finds the library (jobcenter/web/vendored.py). It is a script of the old kind: it
// exports nothing and leaves its name with the window. Of its types only what we use: its own ask for those of Node.
export interface Answer {
  getStatus(): number;
  getHeader(name: string): string | undefined;
  getBody(): string;
}

interface TusError extends Error {
  originalResponse: Answer | null;
}

interface TusOptions {
  endpoint: string;
  uploadUrl: string | null;
  chunkSize: number;
  retryDelays: number[];
  metadata: Record<string, string>;
  storeFingerprintForResuming: boolean;
  headers?: Record<string, string>;
  onShouldRetry(error: TusError): boolean;
  onUploadUrlAvailable(): void;
  onProgress(sent: number, total: number): void;
  onSuccess(): void;
  onError(error: Error | TusError): void;
}

declare global {
  interface Window {
    tus: {
      isSupported: boolean;
      Upload: {
        new (file: Blob, options: TusOptions): { url: string | null; start(): void; abort(terminate?: boolean): Promise<void> };
        terminate(url: string, options?: object): Promise<void>;
      };
    };
  }
}
