using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Small and read-only disks that only one child process sees, and that restrict even the superuser.</summary>
internal static class MountNamespace
{
    /// <summary>
    /// Runs a shell script that may mount disks, with the arguments as $1, $2, ... Skips the test if mounting is not permitted.
    /// </summary>
    public static async Task<ProcessOutcome> RunAsync(string script, Dictionary<string, string?> environment, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("mount namespaces are Linux's");
        ProcessOutcome permitted = await UnshareAsync("mount -t tmpfs none /mnt", environment, []);
        if (permitted.ExitCode != 0) Assert.Skip($"no disk can be mounted here: {permitted.Stderr.Trim()}");
        ProcessOutcome outcome = await UnshareAsync(script, environment, arguments);
        IndexedFolder.AssertNoStackTrace(outcome);
        return outcome;
    }

    private static Task<ProcessOutcome> UnshareAsync(string script, Dictionary<string, string?> environment, string[] arguments) =>
        ChildProcess.RunAsync(
            "unshare",
            ["--map-root-user", "--mount", "sh", "-c", script, "sh", .. arguments],
            environment: environment,
            cancellationToken: TestContext.Current.CancellationToken);
}
