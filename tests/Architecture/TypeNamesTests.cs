using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SearchEngine.Architecture.Tests;

/// <summary>No type has the name of a namespace: with a namespace <c>Encoder</c>, no type is named <c>Encoder</c>.</summary>
public sealed class TypeNamesTests
{
    private static readonly (string Namespace, string Name)[] Types = [.. ProductAssemblies().SelectMany(ReadTypes)];

    [Fact]
    public void NoType_HasTheNameOfANamespace()
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
    public void ReadTypes_ThisAssembly_FindsThisClass() =>
        Assert.Contains((typeof(TypeNamesTests).Namespace!, nameof(TypeNamesTests)), ReadTypes(typeof(TypeNamesTests).Assembly.Location));

    private static IEnumerable<string> ProductAssemblies() => ProjectFile.All
        .Where(project => !project.IsTest)
        .Select(project => Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll"));

    /// <summary>Reads the product's types of an assembly, without private nested types and generated types.</summary>
    private static IEnumerable<(string Namespace, string Name)> ReadTypes(string assembly)
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
