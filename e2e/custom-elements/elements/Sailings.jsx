import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";

export default function Sailings() {
  return (
    <Table>
      <TableCaption>Sailings today</TableCaption>
      <TableHeader>
        <TableRow>
          <TableHead>Harbour</TableHead>
          <TableHead className="text-right">Time</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {props.rows.map((row) => (
          <TableRow key={row.harbour}>
            <TableCell className="font-medium">{row.harbour}</TableCell>
            <TableCell className="text-right">{row.time}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
