using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SearchEngine.Architecture.Tests;

/// <summary>A name means one thing: where a namespace is called <c>Encoder</c>, no type is.</summary>
public sealed class TypeNamesTests
{
    private static readonly (string Namespace, string Name)[] Types = [.. ProductAssemblies().SelectMany(TypesOf)];

    [Fact]
    public void NoType_BearsTheNameOfANamespace()
    {
        HashSet<string> namespaces =
        [
            .. Types.Select(type => type.Namespace)
                .Concat(ProjectFile.All.Where(project => !project.IsTest).Select(project => project.RootNamespace))
                .SelectMany(name => name.Split('.')),
        ];

        Assert.Empty(Types.Where(type => namespaces.Contains(type.Name)).Select(type => $"{type.Namespace}.{type.Name}"));
    }

    [Fact]
    public void TypesOf_ThisAssembly_FindsThisClass() =>
        Assert.Contains((typeof(TypeNamesTests).Namespace!, nameof(TypeNamesTests)), TypesOf(typeof(TypeNamesTests).Assembly.Location));

    private static IEnumerable<string> ProductAssemblies() => ProjectFile.All
        .Where(project => !project.IsTest)
        .Select(project => Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll"));

    /// <summary>The product's own types that other files can name: neither nested private nor generated ones.</summary>
    private static IEnumerable<(string Namespace, string Name)> TypesOf(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        List<(string, string)> types = [];
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            string name = metadata.GetString(type.Name).Split('`')[0];
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.NestedPrivate || name.Contains('<')) continue;
            TypeDefinition outermost = type;
            while (outermost.GetDeclaringType() is { IsNil: false } declaring) outermost = metadata.GetTypeDefinition(declaring);
            string @namespace = metadata.GetString(outermost.Namespace);
            if (@namespace.StartsWith("SearchEngine", StringComparison.Ordinal)) types.Add((@namespace, name));
        }
        return types;
    }
}
