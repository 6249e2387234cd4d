// Preloaded into every child: when the parent is gone, however it went, the child asks itself to stop. No orphans.
import process from 'node:process';

if (process.channel) {
  process.channel.unref();
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
