using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Disks of a test's own, seen by one child process and gone with it: small ones and read-only ones, which hold for the superuser too.</summary>
internal static class MountNamespace
{
    /// <summary>Runs a script of the shell, with its arguments as $1, $2, ..., where it may mount. Skips the test where that is not permitted.</summary>
    public static async Task<ProcessOutcome> RunAsync(string script, Dictionary<string, string?> environment, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("disks of one's own are made as Linux makes them");
        ProcessOutcome permitted = await UnshareAsync("mount -t tmpfs none /mnt", environment, []);
        if (permitted.ExitCode != 0) Assert.Skip($"no disk can be mounted here: {permitted.Stderr.Trim()}");
        ProcessOutcome outcome = await UnshareAsync(script, environment, arguments);
        IndexedFolder.AssertNoStackTrace(outcome);
        return outcome;
    }

    private static Task<ProcessOutcome> UnshareAsync(string script, Dictionary<string, string?> environment, string[] arguments) => ChildProcess.RunAsync(
        "unshare", ["--map-root-user", "--mount", "sh", "-c", script, "sh", .. arguments], environment: environment, cancellationToken: TestContext.Current.CancellationToken);
}
