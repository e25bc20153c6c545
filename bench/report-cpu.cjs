/** Required before a measured process: tells its CPU time, of all threads, when it ends. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeSync(3, `${(userCPUTime + systemCPUTime) / 1000}`);
});
