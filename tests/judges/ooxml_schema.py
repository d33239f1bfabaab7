"""Validates every XML part of a DOCX against the ECMA-376 transitional schemas.

Newer programs add elements and attributes in namespaces of their own and list those in
`mc:Ignorable`; a reader that does not know them must skip them. The schemas do not know them
either, so they are taken out first, and `mc:AlternateContent` becomes its fallback.
"""

import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "ooxml-xsd"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "application/vnd.openxmlformats-officedocument."
PACKAGE = "application/vnd.openxmlformats-package."

# Content type of a part (less "+xml") -> schema that describes it.
SCHEMA_OF = {
    **{
        WORD + part: "wml"
        for part in (
            "document.main", "styles", "numbering", "settings", "footnotes", "endnotes", "header",
            "footer", "fontTable", "webSettings", "comments",
        )
    },
    OFFICE + "theme": "dml-main",
    OFFICE + "extended-properties": "shared-documentPropertiesExtended",
    OFFICE + "custom-properties": "shared-documentPropertiesCustom",
    PACKAGE + "core-properties": "opc-coreProperties",
    PACKAGE + "relationships": "opc-relationships",
}


@cache
def schema(name):
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def content_types(package):
    """A function from a part's name to its content type, as [Content_Types].xml says."""
    root = etree.fromstring(package.read("[Content_Types].xml"))
    parts = {node.get("PartName"): node.get("ContentType") for node in root.iter(f"{{{CONTENT_TYPES}}}Override")}
    endings = {
        node.get("Extension").lower(): node.get("ContentType")
        for node in root.iter(f"{{{CONTENT_TYPES}}}Default")
    }
    return lambda name: parts.get("/" + name) or endings.get(name.rpartition(".")[2].lower())


def drop(node):
    """Take an element out of its tree, but leave the text behind it."""
    parent, before = node.getparent(), node.getprevious()
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def fall_back(root):
    """Replace each mc:AlternateContent by what stands in its mc:Fallback."""
    for choice in list(root.iter(f"{{{MC}}}AlternateContent")):
        fallback = choice.find(f"{{{MC}}}Fallback")
        for child in list(fallback) if fallback is not None else []:
            choice.addprevious(child)
        drop(choice)


def strip_ignorable(root):
    """Take out what the part itself declares ignorable."""
    ignorable = {MC}
    for node in root.iter(etree.Element):
        for prefix in node.get(f"{{{MC}}}Ignorable", "").split():
            if prefix in node.nsmap:
                ignorable.add(node.nsmap[prefix])
    fall_back(root)
    for node in list(root.iter(etree.Element)):
        for name in list(node.attrib):
            if etree.QName(name).namespace in ignorable:
                del node.attrib[name]
        if etree.QName(node).namespace in ignorable and node.getparent() is not None:
            drop(node)


def part_findings(name, content, schema_name):
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return [f"{name}: not well-formed: {error}"]
    strip_ignorable(root)
    checker = schema(schema_name)
    checker.validate(root)
    return [f"{name}:{error.line}: {error.message}" for error in checker.error_log]


def findings(path):
    """Everything that the schemas object to in one file."""
    said = []
    with zipfile.ZipFile(path) as package:
        type_of = content_types(package)
        said += part_findings("[Content_Types].xml", package.read("[Content_Types].xml"), "opc-contentTypes")
        for name in package.namelist():
            kind = type_of(name)
            if name == "[Content_Types].xml" or name.endswith("/"):
                continue
            if kind is None:
                said.append(f"{name}: has no content type")
            elif kind.removesuffix("+xml") in SCHEMA_OF:
                said += part_findings(name, package.read(name), SCHEMA_OF[kind.removesuffix("+xml")])
            elif kind.startswith("application/") and kind.endswith("xml"):
                said.append(f"{name}: no schema known for {kind}")
    return said
