// The line that jobcenter/web/offline.py writes above the worker.
declare const RELEASE: Release;
