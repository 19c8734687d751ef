using System.Diagnostics;

namespace SearchEngine.Benchmarks;

/// <summary>Starts Node.js scripts, and installs the packages they need.</summary>
internal static class NodeProcess
{
    /// <summary>Starts a script that reads commands from its standard input and writes answers to its standard output.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Copies scripts of the build output to a folder, creating it if needed.</summary>
    public static void CopyScripts(string sourceFolder, string folder, params ReadOnlySpan<string> files)
    {
        Directory.CreateDirectory(folder);
        string source = Path.Combine(AppContext.BaseDirectory, sourceFolder);
        foreach (string file in files) File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
    }

    /// <summary>Installs the packages of the folder's <c>package.json</c>.</summary>
    /// <exception cref="InvalidOperationException">npm failed.</exception>
    public static void Install(string folder, params string[] options)
    {
        string[] arguments = ["install", .. options, "--no-package-lock", "--no-audit", "--no-fund"];
        using Process npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = folder })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm install failed in {folder} with exit code {npm.ExitCode}");
    }
}
